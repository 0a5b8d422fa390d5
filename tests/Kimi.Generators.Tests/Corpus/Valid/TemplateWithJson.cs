// Form: a template that shows the policy braces of JSON
using Kimi.Dsl;

namespace Acme;

[Recipe("template-with-json")]
public abstract partial class TemplateWithJson
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [SampleLongCot(Templates = ["Answer as {\"sum\": 5}: {prompt} #"])]
    [ExactAnswerReward]
    public abstract Demonstrations Thoughts(Policy sft, PromptSet problems);

    [FineTune(Steps = 200)]
    public abstract Policy LongSft(Policy sft, Demonstrations thoughts);
}
