// Form: everything is named by [From], options come from class, base class and three files, and comments stand among the JSON's settings
using Kimi.Dsl;
using static Acme.Everywhere.Shapes;

namespace Acme.Everywhere;

internal static class Shapes
{
    public const int Layers = 3, Width = 32 * Heads, Heads = 4;
    public const double Rate = 1.5e-3;
    public const string Marker = "##";
}

[Sampling(MaxResponseTokens = 80, StopTexts = ["\n\n"])]
[Optimizer(LearningRate = Rate, WarmupSteps = 25, Decay = LearningRateDecay.Cosine)]
[ExactAnswerReward(Marker = Marker)]
public abstract partial class EverywhereBase
{
    [Problems<AdditionProblems>(Count = 3_000)] public abstract PromptSet A();

    [Problems<AdditionProblems>(Count = 300, Split = Split.HeldOut)] public abstract PromptSet B();

    [Demonstrations<Marked>] public abstract Demonstrations C([From(nameof(A))] PromptSet x);

    [InitializeTransformer(Layers = Shapes.Layers, HiddenSize = Width, AttentionHeads = Heads, KeyValueHeads = Heads / 2)] public abstract Policy D();

    [FineTune(Steps = 500)] public abstract Policy E([From(nameof(D))] Policy x, [From(nameof(C))] Demonstrations y);
}

[Recipe("everywhere", Seed = 33)]
[Reinforce(Iterations = 50, KeepRolloutsEvery = 5)]
[PrioritizedSampler(Floor = 0.1)]
public abstract partial class DefaultsFromEverywhere : EverywhereBase
{
    [Reinforce, RatioMirrorDescent, PrioritizedSampler, ExactAnswerReward(Marker = Marker)]
    public abstract Policy F([From(nameof(E))] Policy x, [From(nameof(A))] PromptSet y);

    [Reinforce(Iterations = 30), RatioMirrorDescent(Tau = 5e-3), PrioritizedSampler(Floor = 0.2), ExactAnswerReward(Marker = Marker), LengthPenalty]
    public abstract Policy G([From(nameof(F))] Policy x, [From(nameof(A))] PromptSet y);

    [MergeWeights(Weights = [0.5, 0.25, 0.25])]
    public abstract Policy H([From(nameof(G))] Policy x, [From(nameof(F))] Policy y, [From(nameof(E))] Policy z);

    [Evaluate(SamplesPerPrompt = 4), ExactAnswerReward(Marker = Marker)]
    public abstract Evaluation I(
        [From(nameof(E))] Policy x, [From(nameof(F))] Policy y, [From(nameof(G))] Policy z, [From(nameof(H))] Policy w, [From(nameof(B))] PromptSet v);
}

/// <summary>The sum after the marker.</summary>
public sealed class Marked : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random) => $"{problem.Level} digits{Marker}{problem.Answer}";
}
//// kimi.json
{
  // for all of us
  "everywhere": {
    "F": { "LearningRate": "2e-4", "PrioritizedSampler": { "Smoothing": 1 } },
    "G:LearningRate": 1e-4
  }
}
//// kimi.tiny.json
{
  "everywhere": { "A": { "Count": 200 }, "E": { "Steps": 50 }, 
    "F": { "Iterations": 6, "PromptsPerIteration": 16 }, "G": { "Iterations": 6, "PromptsPerIteration": 16 } }
}
//// kimi.wide.json
{
  "everywhere": { "D": { "HiddenSize": 256, "AttentionHeads": 8, "KeyValueHeads": 4 }, "F": { "KeepRolloutsEvery": 10 } }
}
