// Stack: TRL
// Kind: the format pattern uses a lookbehind
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("pattern-looks-behind")]
public abstract partial class PatternLooksBehind
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
    [FormatReward(Pattern = "(?<=think).+")] //! KIMI5001
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
