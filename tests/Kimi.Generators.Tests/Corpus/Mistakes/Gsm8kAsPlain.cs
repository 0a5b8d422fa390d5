// Stack: unsloth
// Kind: the worked solution of GSM8K is read as the answer
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("gsm8k-as-plain")]
public abstract partial class Gsm8kAsPlain
{
    [ProblemsFile(Path = "gsm8k/train.jsonl", PromptField = "question", AnswerField = "answer")] //! KIMI5011
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
}
