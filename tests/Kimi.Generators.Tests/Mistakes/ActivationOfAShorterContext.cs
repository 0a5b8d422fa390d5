// Mistake: I extend the context to less than it is
// Pain: 3
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("activation-of-a-shorter-context")]
public abstract partial class ActivationOfAShorterContext
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
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [DocumentsFile(Path = "books.jsonl")]
    public abstract Corpus Books();

    [DocumentsFile(Path = "web.jsonl")]
    public abstract Corpus Web();

    [ActivateLongContext({|KIMI6012:ContextLength = 256|})]
    public abstract Policy Long(Policy longCot, Corpus books, Corpus web);
}
