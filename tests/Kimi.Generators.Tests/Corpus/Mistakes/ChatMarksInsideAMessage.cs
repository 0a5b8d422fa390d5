// Stack: axolotl
// Kind: the marks of a chat template are written into a message, which the template then wraps again
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("chat-marks-inside-a-message")]
public abstract partial class ChatMarksInsideAMessage
{
    [Problems<ChatSums>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<ChatSums>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [LoadPolicy("models/qwen2.5-0.5b-instruct")]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Sums.</summary>
public sealed class ChatSums : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (a, b) = (random.Next(10_000), random.Next(10_000));
            var question = $"<|im_start|>user\nWhat is {a} + {b}?<|im_end|>\n<|im_start|>assistant\n"; //! KIMI8030
            var prompt = new Prompt.Conversation([new Message(MessageRole.User, [new PromptPart.Text(question)])]);
            yield return new() { Id = $"{a}+{b}", Prompt = prompt, Answer = $"{a + b}" };
        }
    }
}
