// Mistake: I judge math problems by unit tests
// Pain: 5
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("tests-for-sums")]
public abstract partial class TestsForSums
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [{|KIMI4009:Reward<UnitTests>|}]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A problem that a program solves.</summary>
public sealed record ProgramProblem : Problem
{
    /// <summary>Input and expected output of each test.</summary>
    public required IReadOnlyDictionary<string, string> Tests { get; init; }
}

/// <summary>Runs the response as a program.</summary>
public sealed class UnitTests : IReward<ProgramProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(ProgramProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(new Verdict.Unscorable("there is no sandbox yet"));
}
