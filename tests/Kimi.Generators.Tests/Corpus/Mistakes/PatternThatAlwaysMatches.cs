// Stack: TRL
// Kind: every part of the format is optional, so any response has it
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("pattern-that-always-matches")]
public abstract partial class PatternThatAlwaysMatches
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
    [ExactAnswerReward]
    [FormatReward(Pattern = "(<think>.*</think>)?", Weight = 0.2)] //! KIMI5011
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
