using Kimi.Generators.Model;
using Kimi.Shared;
using Kimi.Shared.Validation;

namespace Kimi.Generators.Validation;

/// <summary>Whether options are set to the value they have anyway: KIMI5003. For attributes only, and not for
/// constants from elsewhere: a file may well repeat it for its reader's sake, and a constant may change.</summary>
internal static class DefaultRule
{
    /// <summary>Finds values that are set for nothing.</summary>
    public static IEnumerable<Finding> Check(StageModel stage) =>
        from part in stage.Parts
        from option in part.Options
        let other = option.Otherwise ?? part.Class!.Declaration.Option(option.Name)?.Default?.Text
        where option.IsWritten && other == option.Text
        let why = option.Otherwise is null ? "by default" : "by an attribute of the class"
        select new Finding(Ids.EqualToDefault, option.Mark, $"{option.Name} of [{part.Label}] is {option.Text} {why}: leave it out");
}
