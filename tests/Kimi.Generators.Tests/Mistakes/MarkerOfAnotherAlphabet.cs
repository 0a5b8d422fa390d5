// Mistake: my marker of the answer is not in the alphabet
// Pain: 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("marker-of-another-alphabet")]
public abstract partial class MarkerOfAnotherAlphabet
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512, Alphabet = "0123456789+=")]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [{|KIMI6009:ExactAnswerReward|}]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
