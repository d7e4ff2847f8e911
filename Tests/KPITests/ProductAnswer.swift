import Warehouse

/// The product's answer; the reference has one of its own.
typealias ProductAnswer = Answer
