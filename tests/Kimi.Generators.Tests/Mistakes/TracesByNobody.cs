// Mistake: I sample chains of thought from the model that I have just initialized
// Pain: 4
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("traces-by-nobody")]
public abstract partial class TracesByNobody
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [SampleLongCot]
    [ExactAnswerReward]
    public abstract Demonstrations Traces(Policy {|KIMI6018:initial|}, PromptSet problems);

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}
