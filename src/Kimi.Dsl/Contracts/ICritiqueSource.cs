namespace Kimi.Dsl;

/// <summary>
/// Writes the reasoning that a chain-of-thought reward model learns to write before its verdict (paper 2.3.5). Implement
/// <see cref="ICritiqueSource{TProblem}"/>.
/// </summary>
public interface ICritiqueSource
{
    /// <summary>Why a response is correct or wrong. The verdict itself, in JSON, is appended to it.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="response">The response to judge.</param>
    /// <param name="correct">Whether it is correct.</param>
    /// <param name="random">The stage's randomness; use no other.</param>
    string Critique(Problem problem, string response, bool correct, Random random);
}

/// <summary>Writes the reasoning before a verdict for problems of one type.</summary>
/// <typeparam name="TProblem">The type of problem.</typeparam>
public interface ICritiqueSource<in TProblem> : ICritiqueSource
    where TProblem : Problem
{
    /// <summary>Why a response is correct or wrong. The verdict itself, in JSON, is appended to it.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="response">The response to judge.</param>
    /// <param name="correct">Whether it is correct.</param>
    /// <param name="random">The stage's randomness; use no other.</param>
    string Critique(TProblem problem, string response, bool correct, Random random);

    string ICritiqueSource.Critique(Problem problem, string response, bool correct, Random random) =>
        problem is TProblem typed
            ? Critique(typed, response, correct, random)
            : throw new KimiException(
                $"{GetType().Name} judges a {typeof(TProblem).Name}, but problem {problem.Id} is a {problem.GetType().Name}: give it a matching prompt set");
}
