// Mistake: The file of problems is not there on this machine
// Pain: 6
// Caught: start
// Arguments: run missing-file
// Says: stage Test reads the file 'data/gsm8k/test.jsonl', which does not exist: give its path, such as --set Test:Path=<file>
using Kimi.Dsl;

namespace Acme;

[Recipe("missing-file")]
public abstract partial class MissingFile
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [ProblemsFile(Layout = ProblemLayout.Gsm8k, Path = "data/gsm8k/test.jsonl")]
    public abstract PromptSet Test();

    [Evaluate(MaxResponseTokens = 64), ExactAnswerReward]
    public abstract Evaluation Report(Policy sft, PromptSet test);
}
