// Stack: axolotl
// Kind: the data is a table of comma-separated values
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("csv-of-demonstrations")]
public abstract partial class CsvOfDemonstrations
{
    [DemonstrationsFile(Path = "train.csv")] //! KIMI5001
    public abstract Demonstrations Traces();

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}
