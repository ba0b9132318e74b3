using System.Globalization;
using FluentValidation.Results;
using JobsService.Application.Filtering;
using JobsService.Application.Validation;
using Names = JobsService.Application.Paging.PageParameters;

namespace JobsService.Application.Paging;

/// <summary>Reads single parameters of a request and collects their problems.</summary>
/// <param name="parameters">The parameters.</param>
/// <param name="problems">Receives a problem for each invalid parameter.</param>
internal sealed class ParameterReader(ListParameters parameters, List<ValidationFailure> problems)
{
    /// <summary>Returns the selected fields, in alphabetical order; null if the parameter is absent or the list has no selection.</summary>
    /// <param name="allowed">The fields of the list.</param>
    public string[]? Fields(IReadOnlyList<string> allowed)
    {
        var given = allowed.Count > 0 ? parameters[Names.Fields] : [];
        if (given.Count == 0)
        {
            return null;
        }

        string[] fields =
        [
            .. given
                .SelectMany(text => (text ?? "").Split(','))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        string[] unknown = [.. fields.Except(allowed, StringComparer.Ordinal)];
        if (unknown.Length > 0)
        {
            var shown = string.Join(", ", unknown.Take(QuotedInput.MaxValues).Select(QuotedInput.Of));
            var names = string.Join(", ", allowed);
            Reject(Names.Fields, $"{Names.Fields} must be names separated by commas, of {names}; found {shown}.");
        }

        return fields;
    }

    /// <summary>Returns an integer; null if the parameter is absent or invalid.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="expected">The message for an invalid value.</param>
    /// <param name="minimum">The lowest valid value.</param>
    /// <param name="maximum">The highest valid value.</param>
    /// <param name="codeIfTooLarge">The error code for a value above the maximum; null for the general one.</param>
    public int? Integer(string name, string expected, int minimum, int maximum, string? codeIfTooLarge = null)
    {
        var values = parameters[name];
        if (values.Count == 0)
        {
            return null;
        }

        if (values is [{ Length: > 0 } text] && text.All(char.IsAsciiDigit))
        {
            var isInRange = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            if (isInRange && number >= minimum && number <= maximum)
            {
                return number;
            }

            // All digits and not in range: too small, or too large.
            Reject(name, expected, text.Any(digit => digit != '0') ? codeIfTooLarge : null);
            return null;
        }

        Reject(name, expected);
        return null;
    }

    /// <summary>Adds a problem.</summary>
    /// <param name="parameter">The name of the parameter.</param>
    /// <param name="message">The message, which names the parameter.</param>
    /// <param name="code">The error code; null for the general one.</param>
    public void Reject(string parameter, string message, string? code = null) =>
        problems.Add(new ValidationFailure(parameter, message) { ErrorCode = code });
}
