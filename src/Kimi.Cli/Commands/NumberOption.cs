using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace Kimi.Cli.Commands;

/// <summary>Options of the command line that are numbers: written as in C#, whatever the culture, and within bounds.</summary>
internal static class NumberOption
{
    // No thousands separators: 1,5 is not 15.
    private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>The option of commands that sample: their temperature.</summary>
    /// <param name="value">Its value where it is not given.</param>
    public static Option<double> Temperature(double value) =>
        Of("--temperature", "The sampling temperature; 0 takes the most likely token each time.", least: 0.0, most: 1_000, value);

    /// <summary>The option of commands that sample: their seed.</summary>
    public static Option<ulong> Seed() => Of("--seed", "The seed: the same one gives the same answers.", 0UL, ulong.MaxValue, 0UL);

    /// <summary>Makes an option.</summary>
    /// <typeparam name="T">The type of number.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it is.</param>
    /// <param name="least">Its least value.</param>
    /// <param name="most">Its greatest value.</param>
    /// <param name="value">Its value where it is not given.</param>
    public static Option<T> Of<T>(string name, string description, T least, T most, T value)
        where T : struct, INumber<T> => new(name)
        {
            Description = description,
            DefaultValueFactory = _ => value,
            CustomParser = result =>
            {
                if (T.TryParse(result.Tokens.Single().Value, Styles, CultureInfo.InvariantCulture, out var given) && given >= least && given <= most)
                    return given;
                result.AddError(
                    $"{name} is '{result.Tokens.Single().Value}': give a {(typeof(T) == typeof(double) ? "" : "whole ")}number from "
                    + string.Create(CultureInfo.InvariantCulture, $"{least} to {most}"));
                return value;
            },
        };
}
