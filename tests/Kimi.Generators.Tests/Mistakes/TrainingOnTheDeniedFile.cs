// Mistake: I trained on the file that the team keeps for the last test
// Pain: 6
// Caught: build
using System.ComponentModel.DataAnnotations;
using Kimi.Dsl;

namespace Acme;

[Recipe("forbidden-fruit")]
public abstract partial class ForbiddenFruit
{
    [ArchiveProblems(Count = 512, {|KIMI5001:Year = 2024|})]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);
}

/// <summary>Problems of past olympiads.</summary>
public sealed class ArchiveProblemsAttribute : ProblemsAttribute<ArchiveProblems>
{
    /// <summary>The year. That of 2024 is what models are measured on in the end.</summary>
    [DeniedValues(2024)]
    public int Year { get; set; } = 1990;
}

/// <summary>Reads problems of past olympiads.</summary>
public sealed class ArchiveProblems(ArchiveProblemsAttribute options) : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random) =>
        [new() { Id = $"{options.Year}/1", Prompt = "Find all primes p such that p + 2 is prime too.", Answer = "unknown" }];
}
