// Stack: prime-rl
// Kind: a record of problems has a property that is set inside alone, and is read back empty
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("unit-with-a-private-setter")]
public abstract partial class UnitWithAPrivateSetter
{
    [Problems<Measures>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<Measures>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<MeasureSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<MeasureJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<MeasureJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>A length in a unit.</summary>
[ProblemType("measure")]
public sealed record MeasureProblem : Problem
{
    /// <summary>The number.</summary>
    public required int Number { get; init; }

    /// <summary>The unit.</summary>
    public string Unit { get; private set; } = "m"; //! KIMI8005

    /// <summary>The same in another unit.</summary>
    /// <param name="unit">The unit.</param>
    public MeasureProblem In(string unit)
    {
        var other = this with { };
        other.Unit = unit;
        return other;
    }
}

/// <summary>Sets them.</summary>
public sealed class Measures : IProblemSource<MeasureProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MeasureProblem> Problems(Random random)
    {
        for (var number = 1; ; number++)
            yield return new MeasureProblem { Id = $"{number}", Prompt = $"{number}=", Number = number }.In(random.Next(2) == 0 ? "m" : "km");
    }
}

/// <summary>Shows how.</summary>
public sealed class MeasureSteps : IDemonstrationSource<MeasureProblem>
{
    /// <inheritdoc/>
    public string Respond(MeasureProblem problem, Random random) => $"{problem.Number}{problem.Unit}";
}

/// <summary>Judges.</summary>
public sealed class MeasureJudge : IReward<MeasureProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MeasureProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(rollout.Text == $"{problem.Number}{problem.Unit}"));
}
