// Stack: unsloth
// Kind: fine-tuning frames its prompts with words that the prompts of reinforcement learning lack
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("prefix-in-the-demonstrations-only")]
public abstract partial class PrefixInTheDemonstrationsOnly
{
    [Problems<AdditionProblems>(Count = 2_000)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 200, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    /// <summary>Framed as a question.</summary>
    [Transform]
    public static Demonstrations Framed(Demonstrations traces) =>
        new([.. traces.Select(one => one with { Prompt = "Question: " + one.Prompt.Text + "\nAnswer: " })]); //! KIMI6011

    [InitializeTransformer(Layers = 6, HiddenSize = 192, AttentionHeads = 6, ContextLength = 256)]
    public abstract Policy Initial();

    [FineTune(Steps = 1_000)]
    public abstract Policy Sft(Policy initial, Demonstrations framed);

    [Reinforce(Iterations = 40, MaxResponseTokens = 64)]
    [Grpo]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate(MaxResponseTokens = 64)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
