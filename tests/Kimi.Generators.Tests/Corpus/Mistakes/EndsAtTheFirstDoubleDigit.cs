// Stack: slime
// Kind: a response counts as repeating itself as soon as a token comes twice in a row, as in every number with a double digit
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("ends-at-the-first-double-digit")]
public abstract partial class EndsAtTheFirstDoubleDigit
{
    [Problems<AdditionProblems>(Count = 6_000)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 300, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 4, ContextLength = 128, Alphabet = "0123456789+=#")]
    public abstract Policy Initial();

    [FineTune(Steps = 800, BatchSize = 32)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 60, PromptsPerIteration = 32, MaxResponseTokens = 64)]
    [MirrorDescent]
    [StopRepetition(PatternTokens = 1, Repeats = 2)] //! KIMI5011
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate(MaxResponseTokens = 64)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
