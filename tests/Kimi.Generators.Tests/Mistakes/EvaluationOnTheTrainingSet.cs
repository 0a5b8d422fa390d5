// Mistake: I evaluate on the problems that I train on
// Pain: 6
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("open-book")]
public abstract partial class OpenBook
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Evaluate(MaxResponseTokens = 64)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy sft, PromptSet {|KIMI6007:problems|});
}
