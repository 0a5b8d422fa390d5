// Mistake: I sampled one response for each prompt, by --set
// Pain: 4
// Caught: start
// Arguments: run set-group --set LongCot:SamplesPerPrompt=1
// Says: KIMI3001: SamplesPerPrompt is 1, but a response is judged against the others of its group, so nothing is learned: sample at least 2 (set-group:LongCot, --set)
using Kimi.Dsl;

namespace Acme;

[Recipe("set-group")]
public abstract partial class SetGroup
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80), MirrorDescent, ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
