// Stack: OpenRLHF
// Kind: the marker of the answer is written as a regular expression
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("marker-as-a-pattern")]
public abstract partial class MarkerAsAPattern
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
    [ExactAnswerReward(Marker = @"####\s*(.+)")] //! KIMI5011
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
