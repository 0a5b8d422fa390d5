using Kimi.Dsl;

namespace Kimi.Runtime.Execution;

/// <summary>A reward that finds out, before the first stage of a run, whether it can judge by the reference answers of problems from a file.</summary>
internal interface IProblemCheck
{
    /// <summary>Finds out what the reward needs for it.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What keeps the reward from judging answers to a problem, as a sentence about the problem; null for nothing.</returns>
    ValueTask<Func<Problem, string?>> TroubleAsync(CancellationToken cancellationToken);
}

/// <summary>The checks of all rewards that judge by a stage's problems.</summary>
internal sealed class ProblemChecks
{
    /// <summary>The checks; set before the first stage of a run.</summary>
    public IReadOnlyList<Func<Problem, string?>> All { get; set; } = [];

    /// <summary>What is wrong with a problem for the first reward that cannot judge by it; null if nothing is.</summary>
    /// <param name="problem">The problem.</param>
    public string? Trouble(Problem problem) => All.Select(trouble => trouble(problem)).FirstOrDefault(trouble => trouble is not null);
}
