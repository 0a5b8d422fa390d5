using System.Text.Json.Serialization;

namespace Kimi.Dsl;

/// <summary>The languages of programs that sandboxes run.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProgramLanguage>))]
public enum ProgramLanguage
{
    /// <summary>Small arithmetic programs in postfix notation, as <c>x y + 2 *</c>, for an interpreter that needs nothing.</summary>
    Postfix,

    /// <summary>Python 3.</summary>
    Python,

    /// <summary>C, of the compiler's default standard.</summary>
    C,

    /// <summary>C++, of the compiler's default standard.</summary>
    Cpp,

    /// <summary>JavaScript, under Node.js.</summary>
    JavaScript,
}
