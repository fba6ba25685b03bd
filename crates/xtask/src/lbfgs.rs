//! Limited-memory BFGS with backtracking: minimises a smooth function.

const MEMORY: usize = 10;

/// A point, its value and gradient.
struct Point {
    x: Vec<f64>,
    value: f64,
    gradient: Vec<f64>,
}

/// Minimises from `x` on; `f` returns value and gradient. Deterministic.
pub fn minimise(x: &mut [f64], steps: usize, mut f: impl FnMut(&[f64]) -> (f64, Vec<f64>)) -> f64 {
    let mut at = |x: Vec<f64>| {
        let (value, gradient) = f(&x);
        Point { x, value, gradient }
    };
    let mut now = at(x.to_vec());
    let mut history: Vec<(Vec<f64>, Vec<f64>, f64)> = Vec::new();
    let mut stalled = 0;
    for _ in 0..steps {
        let mut direction = downhill(&now.gradient, &history);
        if dot(&direction, &now.gradient) >= 0.0 {
            direction = now.gradient.iter().map(|g| -g).collect();
            history.clear();
        }
        let Some(next) = search(&now, &direction, history.is_empty(), &mut at) else {
            // The way that the history tells leads nowhere: it is forgotten, and once more looked.
            if history.is_empty() {
                break;
            }
            history.clear();
            continue;
        };
        let moved: Vec<f64> = next.x.iter().zip(&now.x).map(|(a, b)| a - b).collect();
        let bent: Vec<f64> = next.gradient.iter().zip(&now.gradient).map(|(a, b)| a - b).collect();
        let curvature = dot(&moved, &bent);
        if curvature > 1e-12 {
            history.push((moved, bent, 1.0 / curvature));
            if history.len() > MEMORY {
                history.remove(0);
            }
        }
        // A small gain may be that of one bad step: only several in a row tell that the bottom is reached.
        stalled = if now.value - next.value < 1e-5 * now.value.abs() { stalled + 1 } else { 0 };
        now = next;
        if stalled == STALLED {
            break;
        }
    }
    x.copy_from_slice(&now.x);
    now.value
}

/// So many steps in a row that gain next to nothing end the search.
const STALLED: usize = 4;

/// The point to go to from `now`: as far along the direction as it goes down enough. Without a history nothing tells how far
/// that is: the way is doubled as long as it goes down.
fn search(now: &Point, direction: &[f64], blind: bool, at: &mut impl FnMut(Vec<f64>) -> Point) -> Option<Point> {
    let slope = dot(direction, &now.gradient);
    let mut to = |length: f64| at(now.x.iter().zip(direction).map(|(x, d)| x + length * d).collect());
    let enough = |point: &Point, length: f64| point.value <= now.value + 1e-4 * length * slope;
    let mut length = if blind { 1.0 / norm(&now.gradient).max(1.0) } else { 1.0 };
    let mut next = to(length);
    while !enough(&next, length) {
        length *= 0.5;
        if length < 1e-10 {
            return None;
        }
        next = to(length);
    }
    for _ in 0..if blind { 20 } else { 0 } {
        let farther = to(2.0 * length);
        if !enough(&farther, 2.0 * length) || farther.value >= next.value {
            break;
        }
        (length, next) = (2.0 * length, farther);
    }
    Some(next)
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

    /// A first step as long as the gradient says gains next to nothing where the way is long and nearly flat.
    #[test]
    fn a_long_way_is_gone_to_its_end() {
        let mut x = [1e6];
        super::minimise(&mut x, 100, |x| (1e9 + (x[0] * x[0] + 1.0).sqrt(), vec![x[0] / (x[0] * x[0] + 1.0).sqrt()]));
        assert!(x[0].abs() < 1.0, "{x:?}");
    }
}
