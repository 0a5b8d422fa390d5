// Stack: slime
// Kind: the policy is asked in words that its alphabet lacks
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("template-nobody-can-write")]
public abstract partial class TemplateNobodyCanWrite
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512, Alphabet = "0123456789+=#")]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [SampleLongCot(Templates = ["Think step by step: {prompt}"])] //! KIMI6009
    [ExactAnswerReward]
    public abstract Demonstrations Warm(Policy sft, PromptSet problems);

    [FineTune(Steps = 100)]
    public abstract Policy Warmed(Policy sft, Demonstrations warm);
}
