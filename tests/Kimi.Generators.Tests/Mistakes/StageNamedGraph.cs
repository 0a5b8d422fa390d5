// Mistake: I called a stage 'Graph', since its problems are about graphs
// Pain: 0
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("graph-problems")]
public abstract partial class GraphProblems
{
    [ProblemsFile(Path = "data/graphs.jsonl")]
    public abstract PromptSet {|KIMI1009:Graph|}();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet graph);
}
