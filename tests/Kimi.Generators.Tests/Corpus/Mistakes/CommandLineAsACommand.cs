// Stack: SkyRL
// Kind: the command of a server has its arguments in it, and no program has such a name
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("command-line-as-a-command")]
public abstract partial class CommandLineAsACommand
{
    [LoadPolicy("models/qwen3-4b")]
    public abstract Policy Base();

    [ProblemsFile(Path = "finqa.jsonl", Split = Split.Train)]
    public abstract PromptSet Problems();

    [Reinforce(Iterations = 80, MaxResponseTokens = 1_024, LearningRate = 1e-6)]
    [Cispo]
    [MathReward]
    [McpTools(Command = "python tools/calculator_server.py --quiet", MaxTurns = 6, MaxReplyTokens = 512)] //! KIMI5011
    public abstract Policy Agent([From(nameof(Base))] Policy start, PromptSet problems);
}
