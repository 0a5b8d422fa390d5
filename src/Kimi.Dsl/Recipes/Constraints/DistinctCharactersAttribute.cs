using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>Declares that an option is a text in which no character occurs twice, such as the alphabet of a tokenizer (KIMI5001 at start).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DistinctCharactersAttribute() : ValidationAttribute("it has a character twice")
{
    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is string text && text.EnumerateRunes().Distinct().Count() == text.EnumerateRunes().Count();
}
