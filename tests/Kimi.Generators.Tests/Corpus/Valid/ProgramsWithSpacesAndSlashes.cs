// Form: a server in a folder with a space, a pattern with escaped backslashes, and a marker of LaTeX
using Kimi.Dsl;

namespace Acme;

[Recipe("programs-with-spaces-and-slashes")]
public abstract partial class ProgramsWithSpacesAndSlashes
{
    [LoadPolicy("models/qwen3-4b")]
    public abstract Policy Base();

    [ProblemsFile(Path = "finqa.jsonl", AnswerMarker = @"\text{Answer}")]
    public abstract PromptSet Problems();

    [Reinforce(Iterations = 80, MaxResponseTokens = 1_024, LearningRate = 1e-6)]
    [Cispo]
    [MathReward]
    [FormatReward(Pattern = @"\bAnswer\b[^\n]*\\boxed\{[^{}]+\}", Weight = 0.1)]
    [McpTools(Command = "/opt/tools of ours/calculator", Arguments = ["serve", "--quiet"], MaxTurns = 6, MaxReplyTokens = 512)]
    public abstract Policy Agent([From(nameof(Base))] Policy start, PromptSet problems);
}
