// Form: templates in another language, with all their placeholders
using Kimi.Dsl;

namespace Acme;

[Recipe("templates-of-our-own")]
public abstract partial class TemplatesOfOurOwn
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ServedJudge(Template = "Frage: {prompt}\nAntwort: {response}\nSoll: {answer}\nAntworte mit {\"correct\": true}.")]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [SampleLongCot(Templates = ["Denk nach: {prompt}"])]
    [ExactAnswerReward]
    public abstract Demonstrations Warm(Policy longCot, PromptSet problems);

    [FineTune(Steps = 100)]
    public abstract Policy Again(Policy longCot, Demonstrations warm);
}
