//! Limited-memory BFGS with backtracking: minimises a smooth function.

const MEMORY: usize = 10;

/// Minimises from `x` on; `f` returns value and gradient. Deterministic.
pub fn minimise(x: &mut [f64], steps: usize, mut f: impl FnMut(&[f64]) -> (f64, Vec<f64>)) -> f64 {
    let (mut value, mut gradient) = f(x);
    let mut history: Vec<(Vec<f64>, Vec<f64>, f64)> = Vec::new();
    let mut stalled = 0;
    for _ in 0..steps {
        let mut direction = downhill(&gradient, &history);
        let mut slope = dot(&direction, &gradient);
        if slope >= 0.0 {
            direction = gradient.iter().map(|g| -g).collect();
            slope = dot(&direction, &gradient);
            history.clear();
        }
        let mut length = if history.is_empty() { 1.0 / norm(&gradient).max(1.0) } else { 1.0 };
        let (next, next_value, next_gradient) = loop {
            let next: Vec<f64> = x.iter().zip(&direction).map(|(x, d)| x + length * d).collect();
            let (next_value, next_gradient) = f(&next);
            if next_value <= value + 1e-4 * length * slope || length < 1e-10 {
                break (next, next_value, next_gradient);
            }
            length *= 0.5;
        };
        let moved: Vec<f64> = next.iter().zip(x.iter()).map(|(a, b)| a - b).collect();
        let bent: Vec<f64> = next_gradient.iter().zip(&gradient).map(|(a, b)| a - b).collect();
        let curvature = dot(&moved, &bent);
        if curvature > 1e-12 {
            history.push((moved, bent, 1.0 / curvature));
            if history.len() > MEMORY {
                history.remove(0);
            }
        }
        x.copy_from_slice(&next);
        let gained = value - next_value;
        (value, gradient) = (next_value, next_gradient);
        // One step that gains nothing may have gone astray: it is forgotten which way the ground bends, and once more looked.
        if gained.abs() < 1e-5 * value.abs() {
            stalled += 1;
            history.clear();
            if stalled == 2 {
                break;
            }
        } else {
            stalled = 0;
        }
    }
    value
}

fn downhill(gradient: &[f64], history: &[(Vec<f64>, Vec<f64>, f64)]) -> Vec<f64> {
    let mut q: Vec<f64> = gradient.to_vec();
    let mut alphas = Vec::with_capacity(history.len());
    for (s, y, rho) in history.iter().rev() {
        let alpha = rho * dot(s, &q);
        q.iter_mut().zip(y).for_each(|(q, y)| *q -= alpha * y);
        alphas.push(alpha);
    }
    if let Some((s, y, _)) = history.last() {
        let scale = dot(s, y) / dot(y, y);
        q.iter_mut().for_each(|q| *q *= scale);
    }
    for ((s, y, rho), alpha) in history.iter().zip(alphas.iter().rev()) {
        let beta = rho * dot(y, &q);
        q.iter_mut().zip(s).for_each(|(q, s)| *q += s * (alpha - beta));
    }
    q.iter().map(|q| -q).collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn norm(a: &[f64]) -> f64 {
    dot(a, a).sqrt()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_bowl_has_its_bottom_where_it_should() {
        let mut x = [5.0, -3.0];
        super::minimise(&mut x, 100, |x| {
            ((x[0] - 1.0).powi(2) + 10.0 * (x[1] - 2.0).powi(2), vec![2.0 * (x[0] - 1.0), 20.0 * (x[1] - 2.0)])
        });
        assert!((x[0] - 1.0).abs() < 1e-2 && (x[1] - 2.0).abs() < 1e-2, "{x:?}");
    }
}
