using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Reinforcement learning from verifiable rewards (paper 2.3): each iteration samples a group of responses to every problem drawn, judges them, and takes a few
/// optimizer steps on the objective.
/// </summary>
[Requires(Fact.Tuned)]
[ProductAtMost(
    [nameof(MaxGeneratedTokens)], [nameof(Iterations), nameof(PromptsPerIteration), nameof(SamplesPerPrompt), nameof(MaxResponseTokens), nameof(MaxRefills)],
    AddedToLast = 1, Because = "all iterations together never reach the limit")]
[ProductAtMost(
    [nameof(PromptsPerIteration), nameof(SamplesPerPrompt)], [nameof(MaxGeneratedTokens)], ZeroIsNoLimit = true,
    Because = "the first iteration reaches the limit, even if every response were a single token")]
[Establishes(Fact.Tuned)]
[Establishes(Fact.Trained)]
[Establishes(Fact.Adapter, Value = false)]
[Futile(nameof(LearningRate), Comparison.Above, 0.09, Because = "each step of Adam moves every weight by about that, more than most weights are")]
[Futile(nameof(LearningRate), Comparison.Below, 1e-6, With = nameof(StepsPerIteration), WithComparison = Comparison.Below, WithValue = 2,
    Beside = typeof(AdapterAttribute), Because = "the adapter, which begins at zero, hardly moves: it takes about ten times the rate of all weights")]
[Futile(nameof(TopK), Comparison.EqualTo, 1, Unless = typeof(EnvironmentAttribute),
    Because = "all responses of a group are the same, and nothing is learned")]
[Futile(nameof(Temperature), Comparison.Below, 0.05, Unless = typeof(EnvironmentAttribute),
    Because = "nearly all responses of a group are the same, and little is learned")]
[Futile(nameof(MinP), Comparison.EqualTo, 1, Unless = typeof(EnvironmentAttribute),
    Because = "all responses of a group are the same, and nothing is learned")]
[Futile(nameof(MinP), Comparison.Above, 0.9, With = nameof(MinP), WithComparison = Comparison.Below, WithValue = 1, Unless = typeof(EnvironmentAttribute),
    Because = "nearly all responses of a group are the same, and little is learned: the numbers of TopP are near 1, and those of MinP near 0")]
[Futile(nameof(TopP), Comparison.Below, 0.2, Unless = typeof(EnvironmentAttribute),
    Because = "nearly all responses of a group are the same, and little is learned: the numbers of TopP are near 1, and those of MinP near 0")]
[Futile(nameof(MicroBatchTokens), Comparison.Below, 33, With = nameof(MaxResponseTokens), WithComparison = Comparison.Above, WithValue = 64,
    Because = "nearly every response has a pass of its own, since these are tokens and not sequences")]
[Futile(nameof(MaxFaultRate), Comparison.EqualTo, 1, Because = "a run whose every verdict is a fault goes on to its end, and learns nothing")]
[Establishes(Fact.ResponseLength, Option = nameof(MaxResponseTokens))]
[Requires(Fact.Vision)]
[UsesMemory(MemoryUse.Training, BatchTokens = nameof(MicroBatchTokens), Responses = [nameof(PromptsPerIteration), nameof(SamplesPerPrompt)])]
[StageComponents(
    ComponentKinds.Objective | ComponentKinds.Sampler | ComponentKinds.Reward | ComponentKinds.Penalty | ComponentKinds.RolloutRule
        | ComponentKinds.Environment | ComponentKinds.Correction | ComponentKinds.Adapter,
    Requires = ComponentKinds.Objective | ComponentKinds.Reward)]
[Requires(Fact.ChatTemplate)]
[SumAtMost(
    [nameof(WarmupIterations), nameof(DecayFraction)], nameof(Iterations), Shares = [nameof(DecayFraction)], Tolerance = 0.1,
    Because = "the learning rate falls before it has risen to its peak")]
public sealed class ReinforceAttribute : SamplingStageAttribute, IStageSignature<Policy, PromptSet, Policy>
{
    /// <summary>Iterations; the policy that results from one is the reference of the next. Default: 40.</summary>
    [Range(1, 1_000_000)]
    [DefaultValue(40)]
    public int Iterations { get; set; } = 40;

    /// <summary>
    /// The most tokens to generate: the iteration that reaches this number is the last, so that runs of responses of different lengths can be compared at equal
    /// cost; 0 for no limit. Default: 0.
    /// </summary>
    [Range(0L, 1_000_000_000_000_000L)]
    [DefaultValue(0L)]
    public long MaxGeneratedTokens { get; set; }

    /// <summary>Problems drawn per iteration. Default: 64.</summary>
    [Range(1, 1_000_000)]
    [WithinProblems(Others = nameof(MaxRefills), Because = "an iteration draws some of them more than once")]
    [DefaultValue(64)]
    public int PromptsPerIteration { get; set; } = 64;

    /// <summary>k, the responses sampled for each problem: a group. At least 2, since a response is judged against its group. Default: 8.</summary>
    [GroupSize]
    [DefaultValue(8)]
    public int SamplesPerPrompt { get; set; } = 8;

    /// <summary>
    /// How often an iteration may draw other problems in place of those whose groups taught nothing, because their responses did equally well or could not be
    /// scored: dynamic sampling (DAPO, arXiv 2503.14476, section 3.2). Each time costs up to as many tokens as the first draw; 0 for never. Default: 0.
    /// </summary>
    [Range(0, 1_000)]
    [DefaultValue(0)]
    public int MaxRefills { get; set; }

    /// <summary>Adam's learning rate. After a reset, the optimizer's first step has this size for every weight, so keep it small. Default: 3e-4.</summary>
    [Range(1e-9, 1.0)]
    [DefaultValue(3e-4)]
    public double LearningRate { get; set; } = 3e-4;

    /// <summary>Iterations over which the learning rate rises linearly. Default: 3.</summary>
    [Range(0, 1_000_000)]
    [AtMost(nameof(Iterations), OrBelow = true, Because = "the learning rate never reaches its peak")]
    [DefaultValue(3)]
    public int WarmupIterations { get; set; } = 3;

    /// <summary>The learning rate at which the schedule ends. Default: 0.</summary>
    [Range(0.0, 1.0)]
    [AtMost(nameof(LearningRate), Because = "the schedule would end above its start")]
    [MattersWhen(nameof(DecayFraction), Comparison.Above, 0)]
    [DefaultValue(0.0)]
    public double FinalLearningRate { get; set; }

    /// <summary>
    /// The share of the iterations, at the end, over which the learning rate falls to <see cref="FinalLearningRate"/>; 0 holds it constant. Default: 0.
    /// </summary>
    [Range(0.0, 1.0)]
    [MattersWhen(nameof(FinalLearningRate), Comparison.DifferentFrom, Other = nameof(LearningRate))]
    [DefaultValue(0.0)]
    public double DecayFraction { get; set; }

    /// <summary>How the learning rate falls. Default: <see cref="LearningRateDecay.Linear"/>.</summary>
    [MattersWhen(nameof(DecayFraction), Comparison.Above, 0)]
    [DefaultValue(LearningRateDecay.Linear)]
    public LearningRateDecay Decay { get; set; }

    /// <summary>Optimizer steps per iteration, each on an equal share of the groups. Default: 4.</summary>
    [Range(1, 10_000)]
    [SharesOut(nameof(PromptsPerIteration))]
    [DefaultValue(4)]
    public int StepsPerIteration { get; set; } = 4;

    /// <summary>
    /// Tokens in one forward and backward pass, padding included; the gradients of several passes add up to a step, and a longer response has a pass of its
    /// own. Affects speed and memory only. Default: 4096.
    /// </summary>
    [Range(1, 100_000_000)]
    [Operational(Observable.Calls)]
    [DefaultValue(4096)]
    public int MicroBatchTokens { get; set; } = 4096;

    /// <summary>
    /// Whether the backward pass computes each layer again rather than keep what the forward pass made of it: a third more time, and a fraction of the memory.
    /// Affects these, and the last bits of the output layer's weights. Default: false.
    /// </summary>
    [Operational(Observable.Memory)]
    [DefaultValue(false)]
    public bool RecomputeActivations { get; set; }

    /// <summary>Whether the optimizer forgets its moments at the start of every iteration, as in the paper (2.3.2). Default: true.</summary>
    [MattersWhen(nameof(Iterations), Comparison.Above, 1)]
    [DefaultValue(true)]
    public bool ResetOptimizer { get; set; } = true;

    /// <summary>The gradient norm to which larger gradients are scaled down. Default: 1.</summary>
    [Range(1e-6, 1e6)]
    [DefaultValue(1.0)]
    public double GradientClip { get; set; } = 1;

    /// <summary>The share of an iteration's verdicts that may be faults or time-outs; more stops the run. Default: 0.05.</summary>
    [Range(0.0, 1.0)]
    [Operational(Observable.Ending)]
    [DefaultValue(0.05)]
    public double MaxFaultRate { get; set; } = 0.05;

    /// <summary>
    /// How far trainer and rollout engine may disagree on the policy that both hold, as the mean |log π − log π| a token at an iteration's first step, in
    /// nats; more stops the run. Default: 0.05.
    /// </summary>
    [Range(1e-9, 100.0)]
    [Operational(Observable.Ending)]
    [DefaultValue(0.05)]
    public double MaxLogprobMismatch { get; set; } = 0.05;

    /// <summary>How often, in iterations, the rollouts are saved as JSONL, in the stage's folder <c>log/rollouts</c>; 0 for never. Default: 1.</summary>
    [Range(0, 1_000_000)]
    [AtMost(nameof(Iterations), Because = "only the rollouts of the first iteration are kept")]
    [Operational(Observable.Files)]
    [DefaultValue(1)]
    public int KeepRolloutsEvery { get; set; } = 1;

    /// <summary>The number of iterations between checkpoints. Default: 5.</summary>
    [Range(1, 1_000_000)]
    [MattersWhen(nameof(CheckpointEvery), Comparison.Below, Other = nameof(Iterations))]
    [Operational(Observable.Files)]
    [DefaultValue(5)]
    public int CheckpointEvery { get; set; } = 5;

    /// <summary>How many of the newest checkpoints to keep while the stage is running. Default: 2.</summary>
    [Range(1, 1_000_000)]
    [MattersWhen(nameof(CheckpointEvery), Comparison.Below, Other = nameof(Iterations))]
    [Operational(Observable.Files)]
    [DefaultValue(2)]
    public int KeepCheckpoints { get; set; } = 2;

    /// <summary>
    /// Whether to keep the policy of the iteration that answered its problems best, next to the output in the folder <c>best</c>. It is judged on the problems
    /// drawn, so if those become harder, a later policy may be better. Default: true.
    /// </summary>
    [Operational(Observable.Files)]
    [DefaultValue(true)]
    public bool KeepBest { get; set; } = true;

    /// <inheritdoc/>
    public override StageEstimate Estimate(IReadOnlyList<StageEstimate> inputs)
    {
        var policy = inputs[0];
        var responses = (long)PromptsPerIteration * SamplesPerPrompt;
        var trained = responses * MaxResponseTokens;
        var generated = trained * (1 + MaxRefills);
        var most = MaxGeneratedTokens > 0 ? Math.Min(Iterations * generated, MaxGeneratedTokens + generated) : Iterations * generated;
        return StageEstimate.Of(policy) with
        {
            GeneratedTokens = most,
            TrainedTokens = Math.Min(most, Iterations * trained),
        };
    }
}
