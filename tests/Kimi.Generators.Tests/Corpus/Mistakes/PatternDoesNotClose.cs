// Stack: TRL
// Kind: the format pattern has an open group
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("pattern-does-not-close")]
public abstract partial class PatternDoesNotClose
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
    [FormatReward(Pattern = "<think>(.*</think>")] //! KIMI5001
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
