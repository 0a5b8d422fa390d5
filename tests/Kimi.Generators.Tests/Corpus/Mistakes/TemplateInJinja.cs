// Stack: LLaMA-Factory
// Kind: the place of the prompt is written in double braces
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("template-in-jinja")]
public abstract partial class TemplateInJinja
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [SampleLongCot(Templates = ["{{prompt}} Think step by step."])] //! KIMI5011
    [ExactAnswerReward]
    public abstract Demonstrations Thoughts(Policy sft, PromptSet problems);

    [FineTune(Steps = 200)]
    public abstract Policy LongSft(Policy sft, Demonstrations thoughts);
}
