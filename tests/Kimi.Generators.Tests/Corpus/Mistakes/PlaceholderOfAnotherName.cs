// Stack: slime
// Kind: the template names {question} where it is {prompt}
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("placeholder-of-another-name")]
public abstract partial class PlaceholderOfAnotherName
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [SampleLongCot(Templates = ["Think about {question}"])] //! KIMI5001
    [ExactAnswerReward]
    public abstract Demonstrations Warm(Policy sft, PromptSet problems);

    [FineTune(Steps = 100)]
    public abstract Policy Again(Policy sft, Demonstrations warm);
}
