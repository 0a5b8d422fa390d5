namespace Kimi.Dsl;

/// <summary>Writes demonstrations. Implement <see cref="IDemonstrationSource{TProblem}"/>.</summary>
public interface IDemonstrationSource
{
    /// <summary>A response to learn from.</summary>
    /// <param name="problem">The problem it answers.</param>
    /// <param name="random">The stage's randomness; use no other.</param>
    string Respond(Problem problem, Random random);
}

/// <summary>Writes demonstrations for problems of one type.</summary>
/// <typeparam name="TProblem">The type of problem.</typeparam>
public interface IDemonstrationSource<in TProblem> : IDemonstrationSource
    where TProblem : Problem
{
    /// <summary>A response to learn from.</summary>
    /// <param name="problem">The problem it answers.</param>
    /// <param name="random">The stage's randomness; use no other.</param>
    string Respond(TProblem problem, Random random);

    string IDemonstrationSource.Respond(Problem problem, Random random) =>
        problem is TProblem typed
            ? Respond(typed, random)
            : throw new KimiException($"{GetType().Name} demonstrates a {typeof(TProblem).Name}, but problem {problem.Id} is a {problem.GetType().Name}: "
                + "give it a matching prompt set");
}
