// Stack: prime-rl
// Kind: all ways to find the answer in a response are switched off
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("no-way-to-find-the-answer")]
public abstract partial class NoWayToFindTheAnswer
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
    [MathReward(Boxed = false, Marked = false, Stated = false, LastLine = false)] //! KIMI5008
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
