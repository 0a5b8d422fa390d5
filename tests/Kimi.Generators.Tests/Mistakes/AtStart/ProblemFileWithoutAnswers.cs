// Mistake: My file calls the answer 'solution', and one problem has none at all
// Pain: 5
// Caught: start
// Arguments: run without-answers
// Says: problems.jsonl(2): not a problem in JSON (it has no field 'solution', but 'prompt'): correct or delete the line
using Kimi.Dsl;

namespace Acme;

[Recipe("without-answers")]
public abstract partial class WithoutAnswers
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [ProblemsFile(Path = "problems.jsonl", AnswerField = "solution")]
    public abstract PromptSet Test();

    [Evaluate(MaxResponseTokens = 64), ExactAnswerReward]
    public abstract Evaluation Report(Policy sft, PromptSet test);
}
