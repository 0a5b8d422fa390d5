// Form: a repetition window just within the limit
using Kimi.Dsl;

namespace Acme;

[Recipe("tight-repetition")]
public abstract partial class TightRepetition
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, MaxResponseTokens = 256)]
    [MirrorDescent]
    [ExactAnswerReward]
    [StopRepetition(PatternTokens = 64)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
