// Form: an alphabet with just what is needed
using Kimi.Dsl;

namespace Acme;

[Recipe("marker-within-the-alphabet")]
public abstract partial class MarkerWithinTheAlphabet
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512, Alphabet = "0123456789+=# ")]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, StopTexts = ["##"])]
    [MirrorDescent]
    [ExactAnswerReward(Marker = "= ")]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
