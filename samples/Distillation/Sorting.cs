using Kimi.Dsl;

namespace Distillation;

/// <summary>A model of 56,000 weights learns to sort digits, and then teaches one of 21,000 weights, which has had a quarter of its training.</summary>
[Recipe("sorting", Seed = 1)]
[InitializeTransformer(Layers = 2, AttentionHeads = 4, KeyValueHeads = 4, ContextLength = 24, Alphabet = "0123456789=#")]
[FineTune(BatchSize = 64, LearningRate = 3e-3, WarmupSteps = 20)]
public abstract partial class Sorting
{
    [Problems<SortProblems>(Count = 8_192)]
    public abstract PromptSet Problems();

    [Problems<SortProblems>(Count = 512, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<SortedDigits>]
    public abstract Demonstrations Examples(PromptSet problems);

    [InitializeTransformer(HiddenSize = 48, FeedForwardSize = 128)]
    public abstract Policy Large();

    [InitializeTransformer(HiddenSize = 32, FeedForwardSize = 64)]
    public abstract Policy Small();

    [FineTune(Steps = 1_000)]
    public abstract Policy Teacher(Policy large, Demonstrations examples);

    [FineTune(Steps = 250)]
    public abstract Policy Student(Policy small, Demonstrations examples);

    /// <summary>The prompts alone, so that distillation cannot see an answer.</summary>
    [Transform]
    public static PromptSet Questions(PromptSet problems) => new([.. problems.Select(problem => new Question { Id = problem.Id, Prompt = problem.Prompt })]);

    [Distill(Iterations = 400, PromptsPerIteration = 64, MaxResponseTokens = 12, LearningRate = 2e-3)]
    public abstract Policy Distilled(Policy student, Policy teacher, PromptSet questions);

    [Evaluate(MaxResponseTokens = 12)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy student, Policy teacher, Policy distilled, PromptSet heldOut);
}
