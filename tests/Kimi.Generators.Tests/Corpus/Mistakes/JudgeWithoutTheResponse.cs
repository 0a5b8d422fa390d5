// Stack: OpenRLHF
// Kind: the template of the judge has the question and not the response
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("judge-without-the-response")]
public abstract partial class JudgeWithoutTheResponse
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
    [ServedJudge(Template = "Question: {prompt}\nIs it right?")] //! KIMI5001
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
