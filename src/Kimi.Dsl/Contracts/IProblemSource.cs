namespace Kimi.Dsl;

/// <summary>Makes problems. Implement <see cref="IProblemSource{TProblem}"/>.</summary>
public interface IProblemSource
{
    /// <summary>Problems, one after another; the sequence may be endless and may repeat itself, since problems with the same prompt are dropped.</summary>
    /// <param name="random">The stage's randomness; use no other.</param>
    IEnumerable<Problem> Problems(Random random);
}

/// <summary>Makes problems of one type.</summary>
/// <typeparam name="TProblem">The type of problem.</typeparam>
public interface IProblemSource<out TProblem> : IProblemSource
    where TProblem : Problem
{
    /// <summary>Problems, one after another; the sequence may be endless and may repeat itself, since problems with the same prompt are dropped.</summary>
    /// <param name="random">The stage's randomness; use no other.</param>
    new IEnumerable<TProblem> Problems(Random random);

    IEnumerable<Problem> IProblemSource.Problems(Random random) => Problems(random);
}
