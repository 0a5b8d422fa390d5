// Mistake: I gave a pattern of the answer's form that looks ahead, by --set
// Pain: 8
// Caught: start
// Arguments: run looks-ahead --set LongCot:FormatReward:Pattern=#(?=[0-9])
// Says: KIMI5001: Pattern cannot be "#(?=[0-9])": it is no regular expression, or has backreferences or lookarounds, which may search for ever (looks-ahead:LongCot:FormatReward, --set)
using Kimi.Dsl;

namespace Acme;

[Recipe("looks-ahead")]
public abstract partial class LooksAhead
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80), MirrorDescent, ExactAnswerReward, FormatReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
