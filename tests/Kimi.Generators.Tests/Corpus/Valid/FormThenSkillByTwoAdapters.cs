// Form: two stages of adapters: the first learns the form from demonstrations and is merged, the second the skill by reinforcement
using Kimi.Dsl;

namespace Acme.Stages;

[Recipe("form-then-skill", Seed = 11, DeviceMemoryGiB = 80)]
[Sampling(MaxResponseTokens = 2_048)]
[ProblemsFile(Layout = ProblemLayout.Math)]
public abstract partial class FormThenSkillByTwoAdapters
{
    [LoadPolicy("models/llama-3.2-3b-instruct")]
    public abstract Policy Released();

    [DemonstrationsFile(Path = "data/long-thoughts.jsonl", Layout = DemonstrationLayout.ShareGpt, Count = 1_000)]
    public abstract Demonstrations Thoughts();

    [FineTune(
        Steps = 160, BatchSize = 32, PackedTokens = 4_096, LearningRate = 2e-4, WarmupSteps = 8, DecayFraction = 0.9, MicroBatchTokens = 8_192,
        RecomputeActivations = true)]
    [Lora(Alpha = 16)]
    public abstract Policy FormAdapter(Policy released, Demonstrations thoughts);

    [MergeAdapter]
    public abstract Policy Form(Policy formAdapter);

    [ProblemsFile(Path = "data/math/train.jsonl")]
    public abstract PromptSet Train();

    [ProblemsFile(Path = "data/math/math500.jsonl", Benchmark = Benchmark.Math500)]
    public abstract PromptSet Math500();

    [Transform]
    public static PromptSet Asked(PromptSet train) => Ask(train);

    [Transform]
    public static PromptSet Math500Asked(PromptSet math500) => Ask(math500);

    [Reinforce(
        Iterations = 180, PromptsPerIteration = 32, SamplesPerPrompt = 12, StepsPerIteration = 2, LearningRate = 3e-5, WarmupIterations = 6,
        ResetOptimizer = false, RecomputeActivations = true, MicroBatchTokens = 6_144)]
    [MirrorDescent(Tau = 0.05)]
    [PrioritizedSampler(Smoothing = 4, Floor = 0.05)]
    [Lora(Rank = 32, Alpha = 64)]
    [MathReward]
    public abstract Policy SkillAdapter(Policy form, PromptSet asked);

    [MergeAdapter]
    public abstract Policy Skill(Policy skillAdapter);

    [Evaluate]
    [MathReward]
    public abstract Evaluation Report(Policy released, Policy form, Policy skill, PromptSet math500Asked);

    private static PromptSet Ask(PromptSet problems)
    {
        var asked = new List<Problem>(problems.Count);
        foreach (var problem in problems)
            asked.Add(problem with { Prompt = new Prompt.Conversation([new(MessageRole.User, [new PromptPart.Text(problem.Prompt.Text)])]) });
        return new(asked);
    }
}
