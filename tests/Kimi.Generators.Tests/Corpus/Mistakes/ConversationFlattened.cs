// Stack: TRL
// Kind: a transform makes a plain text of each conversation, so the chat template of the model is never applied
// Caught: never
using Kimi.Dsl;

namespace Acme;

[Recipe("conversation-flattened")]
public abstract partial class ConversationFlattened
{
    [LoadPolicy("models/qwen2.5-7b-instruct")]
    public abstract Policy Base();

    [ProblemsFile(Path = "dapo-math.parquet", Layout = ProblemLayout.Verl)]
    public abstract PromptSet Raw();

    /// <summary>With an instruction.</summary>
    [Transform]
    public static PromptSet Problems(PromptSet raw) =>
        new([.. raw.Select(problem => problem with { Prompt = problem.Prompt.Text + "\nThink before you answer." })]); //! none yet

    [Reinforce(Iterations = 200, PromptsPerIteration = 128, MaxResponseTokens = 4_096, LearningRate = 1e-6)]
    [Dapo]
    [MathReward]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);
}
