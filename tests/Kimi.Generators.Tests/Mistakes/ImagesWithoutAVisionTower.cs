// Mistake: I train a language model on geometry problems with figures
// Pain: 6
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("figures")]
public abstract partial class Figures
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Sums();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet sums);

    [InitializeTransformer(Layers = 6, ContextLength = 2_048)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Problems<Triangles>(Count = 2_000)]
    public abstract PromptSet Geometry();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<AngleReward>]
    public abstract Policy Sees(Policy {|KIMI6006:sft|}, PromptSet geometry);
}

/// <summary>A question about a figure.</summary>
[Modality(Modality.Image)]
public sealed record FigureProblem : Problem
{
    /// <summary>The figure's file.</summary>
    public required string Image { get; init; }

    /// <summary>The angle asked for, in degrees.</summary>
    public required double Degrees { get; init; }
}

/// <summary>Triangles with one angle missing.</summary>
public sealed class Triangles : IProblemSource<FigureProblem>
{
    /// <inheritdoc/>
    public IEnumerable<FigureProblem> Problems(Random random)
    {
        for (var n = 0; ; n++)
            yield return new() { Id = $"{n}", Prompt = "How large is angle C?", Image = $"figures/{n}.png", Degrees = random.Next(1, 179) };
    }
}

/// <summary>Whether the response ends in the angle.</summary>
public sealed class AngleReward : IReward<FigureProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(FigureProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(rollout.Text.EndsWith($"{problem.Degrees}", StringComparison.Ordinal)));
}
