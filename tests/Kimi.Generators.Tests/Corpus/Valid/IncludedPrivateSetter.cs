// Form: a record whose private setters are stored all the same, and a value that follows from others
using Kimi.Dsl;
using System.Text.Json.Serialization;

namespace Acme;

[Recipe("included-private-setter")]
public abstract partial class IncludedPrivateSetter
{
    [Problems<Lengths>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<Lengths>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<LengthSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<LengthJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<LengthJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>A length in a unit.</summary>
[ProblemType("length")]
public sealed record LengthProblem : Problem
{
    /// <summary>The number.</summary>
    public required int Number { get; init; }

    /// <summary>The unit.</summary>
    [JsonInclude]
    public string Unit { get; private set; } = "m";

    /// <summary>Both.</summary>
    [JsonIgnore]
    public string Answer => $"{Number}{Unit}";

    /// <summary>The same in another unit.</summary>
    /// <param name="unit">The unit.</param>
    public LengthProblem In(string unit) => this with { Unit = unit };
}

/// <summary>Sets them.</summary>
public sealed class Lengths : IProblemSource<LengthProblem>
{
    /// <inheritdoc/>
    public IEnumerable<LengthProblem> Problems(Random random)
    {
        for (var number = 1; ; number++)
            yield return new LengthProblem { Id = $"{number}", Prompt = $"{number}=", Number = number }.In(random.Next(2) == 0 ? "m" : "km");
    }
}

/// <summary>Shows how.</summary>
public sealed class LengthSteps : IDemonstrationSource<LengthProblem>
{
    /// <inheritdoc/>
    public string Respond(LengthProblem problem, Random random) => problem.Answer;
}

/// <summary>Judges.</summary>
public sealed class LengthJudge : IReward<LengthProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(LengthProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(rollout.Text == problem.Answer));
}
