// Stack: torchtune
// Kind: a stop text that another one always precedes
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("stop-text-within-another")]
public abstract partial class StopTextWithinAnother
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, StopTexts = ["\n", "\n\n"])] //! KIMI5012
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
