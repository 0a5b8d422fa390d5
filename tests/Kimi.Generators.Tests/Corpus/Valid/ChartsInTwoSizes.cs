// Form: a policy that sees, from a tower of its own to reinforcement learning on drawn charts
using Kimi.Dsl;

namespace Acme;

[Recipe("charts")]
[Sampling(MaxResponseTokens = 32)]
public abstract partial class ChartsInTwoSizes
{
    [DocumentsFile(Path = "data/captions.jsonl", Domain = "english", Shuffle = true)]
    public abstract Corpus Texts();

    [ProblemsFile(Path = "data/charts.jsonl", ImageFields = ["chart"], ImageFolder = "data/charts", TagFields = ["kind"], Split = Split.Train)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/charts.jsonl", ImageFields = ["chart"], ImageFolder = "data/charts", TagFields = ["kind"], Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<ReadsTheChart>]
    public abstract Demonstrations Readings(PromptSet problems);

    [InitializeTransformer(
        Layers = 8, HiddenSize = 256, AttentionHeads = 8, KeyValueHeads = 4, FeedForwardSize = 688, ContextLength = 512, InitializerRange = 0.06)]
    public abstract Policy Initial();

    [Pretrain(Steps = 6_000, BatchSize = 32, SequenceLength = 512, LearningRate = 1e-3, WarmupSteps = 200)]
    public abstract Policy Language(Policy initial, Corpus texts);

    [AddVisionTower(ImageSize = 96, PatchSize = 12, Layers = 4, HiddenSize = 128, FeedForwardSize = 256)]
    public abstract Policy Blank(Policy language);

    [FineTune(Steps = 1_500, BatchSize = 32, LearningRate = 1e-3, Trains = TrainedParts.Vision)]
    public abstract Policy Seeing(Policy blank, Demonstrations readings);

    [FineTune(BatchSize = 32, LearningRate = 3e-4)]
    public abstract Policy Sft(Policy seeing, Demonstrations readings);

    [Reinforce(Iterations = 50, LearningRate = 1e-4, DecayFraction = 0.5)]
    [Grpo]
    [Reward<CloseEnough>]
    public abstract Policy Tuned(Policy sft, PromptSet problems);

    [Evaluate(SamplesPerPrompt = 2)]
    [Reward<CloseEnough>]
    public abstract Evaluation Report(Policy sft, Policy tuned, PromptSet heldOut);
}

/// <summary>States the value behind a hash.</summary>
public sealed class ReadsTheChart : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random) => $"I read #{problem.Answer}";
}

/// <summary>Values within two percent are right; within ten, a little.</summary>
public sealed class CloseEnough : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        if (ValueOf(problem.Answer) is not { } wanted)
            return new(new Verdict.Unscorable("the answer is not a number"));
        var at = rollout.Text.LastIndexOf('#');
        if (at < 0 || ValueOf(rollout.Text[(at + 1)..]) is not { } read)
            return new(new Verdict.Scored(0, "no value"));
        var off = Math.Abs(read - wanted) / Math.Max(1, Math.Abs(wanted));
        return new(off switch
        {
            <= 0.02 => new Verdict.Scored(1, "right"),
            <= 0.1 => new Verdict.Scored(0.3, "near"),
            _ => new Verdict.Scored(0, "off"),
        });
    }

    private static double? ValueOf(string text) =>
        double.TryParse(text.Trim(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value)
            ? value
            : null;
}
