// Mistake: I let responses be longer than the context, by --set
// Pain: 3
// Caught: start
// Arguments: run set-context --set LongCot:MaxResponseTokens=4096
// Says: KIMI6001: stage 'LongCot' adds responses of up to 4096 tokens to a prompt, which exceeds the context of 512 that stage 'Initial' gives 'sft':
using Kimi.Dsl;

namespace Acme;

[Recipe("set-context")]
public abstract partial class SetContext
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80), MirrorDescent, ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
